package io.kagami.mirror.config.keys;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant to type: few letters added, left out, replaced or swapped (Damerau-Levenshtein), case aside. */
public final class Closest {

    private static final int MOST_SLIPS = 3;
    private static final int LETTERS_PER_SLIP = 4;

    private Closest() {}

    /** The candidate nearest to {@code word}, if one is near enough for a slip of the pen. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        int allowed = Math.min(MOST_SLIPS, Math.max(1, word.length() / LETTERS_PER_SLIP));
        return candidates.stream()
                .filter(candidate -> !candidate.equals(word))
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= allowed)
                .filter(candidate -> isNear(distance(lower(word), lower(candidate)), allowed, word))
                .min(Comparator.comparingInt((String candidate) -> distance(lower(word), lower(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isNear(int distance, int allowed, String word) {
        return distance <= allowed && distance < Math.max(1, word.length());
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /** Steps from one word to the other; a swap of two neighbours is one step. */
    static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : fewest(steps, from, to, i, j);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int fewest(int[][] steps, String from, String to, int i, int j) {
        int replaced = steps[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
    }
}
