package io.kagami.mirror.admin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;

/** Cuts what is asked of a cluster into requests it can answer. */
public final class Chunks {

    private Chunks() {}

    /** In order; a chunk weighs at most {@code maxWeight}, unless it is a single item that weighs more. */
    public static <T> List<List<T>> of(Collection<T> items, int maxWeight, ToIntFunction<T> weight) {
        List<List<T>> chunks = new ArrayList<>();
        List<T> current = new ArrayList<>();
        long currentWeight = 0;
        for (T item : items) {
            int itemWeight = weight.applyAsInt(item);
            if (!current.isEmpty() && currentWeight + itemWeight > maxWeight) {
                chunks.add(current);
                current = new ArrayList<>();
                currentWeight = 0;
            }
            current.add(item);
            currentWeight += itemWeight;
        }
        if (!current.isEmpty()) {
            chunks.add(current);
        }
        return chunks;
    }
}
