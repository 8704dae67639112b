package io.kagami.mirror.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyGoalTest {

    @Test
    void countsNoRecordsOfAbortedTransactionsWhoeverCopiesThem() {
        Workload workload = Workload.named("200b-transactions").orElseThrow();

        CopyGoal leavesThemOut = workload.goal(false);
        CopyGoal copiesThem = workload.goal(true);

        assertThat(leavesThemOut).isEqualTo(new CopyGoal(900_000, 900_000));
        assertThat(copiesThem).isEqualTo(new CopyGoal(1_000_000, 900_000));
        assertThat(leavesThemOut.counted(450_000)).isEqualTo(450_000);
        assertThat(copiesThem.counted(500_000)).isEqualTo(450_000);
        assertThat(copiesThem.counted(1_000_000)).isEqualTo(900_000);
    }

    @Test
    void isTheSameForAllMirrorsWithoutTransactions() {
        Workload workload = Workload.named("1k-lz4").orElseThrow();

        assertThat(workload.goal(true)).isEqualTo(workload.goal(false));
        assertThat(workload.committedRecords()).isEqualTo(workload.records());
    }
}
