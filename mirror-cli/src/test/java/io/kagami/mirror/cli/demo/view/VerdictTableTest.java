package io.kagami.mirror.cli.demo.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.view.Style;
import io.kagami.mirror.topology.Flow;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTableTest {

    private static final TopicVerdict ORDERS =
            new TopicVerdict(Flow.of("A", "B"), "orders", "zstd, headers", 5, 36_200, 36_200, List.of());
    private static final TopicVerdict RETURNS =
            new TopicVerdict(Flow.of("B", "A"), "returns", "null keys", 2, 800, 800, List.of());

    @Test
    void saysThatAllIsEqual() {
        assertThat(VerdictTable.lines(List.of(ORDERS, RETURNS), 100, Style.PLAIN))
                .containsExactly(
                        "  FLOW   TOPIC     RESULT   RECORDS   PARTITIONS   WITH",
                        "  A->B   orders    equal     36,200            5   zstd, headers",
                        "  B->A   returns   equal        800            2   null keys",
                        "",
                        "  All 2 topics are equal: 37,000 records, by key, value, headers, timestamp.");
    }

    @Test
    void saysWhatDiffersAndWhere() {
        String difference = "returns-1 (400 records) and B.returns-1 (400 records): value differ";
        TopicVerdict different =
                new TopicVerdict(Flow.of("B", "A"), "returns", "null keys", 2, 800, 800, List.of(difference));

        assertThat(VerdictTable.lines(List.of(ORDERS, different), 100, Style.PLAIN))
                .containsExactly(
                        "  FLOW   TOPIC     RESULT    RECORDS   PARTITIONS   WITH",
                        "  A->B   orders    equal      36,200            5   zstd, headers",
                        "  B->A   returns   DIFFERS       800            2   null keys",
                        "",
                        "  " + difference,
                        "  1 of 2 topics differ from their copies.");
    }

    @Test
    void nothingComparedIsNotEqual() {
        TopicVerdict empty = new TopicVerdict(Flow.of("A", "B"), "orders", "", 5, 0, 0, List.of());

        assertThat(empty.isEqual()).isFalse();
        assertThat(VerdictTable.lines(List.of(empty), 100, Style.PLAIN))
                .contains("  orders: no records were compared", "  1 of 1 topics differ from their copies.");
    }

    @Test
    void onlyACopyWithFewerRecordsMayYetBecomeEqual() {
        List<String> differences = List.of("orders-0: missing at the target");

        assertThat(new TopicVerdict(Flow.of("A", "B"), "orders", "", 1, 9, 8, differences).isBehind())
                .isTrue();
        assertThat(new TopicVerdict(Flow.of("A", "B"), "orders", "", 1, 8, 9, differences).isBehind())
                .isFalse();
        assertThat(ORDERS.isBehind()).isFalse();
    }
}
