package io.kagami.mirror.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.testkit.seed.Seeded;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Against a model of a broker that answers {@code read_committed} fetches, cut wherever it likes. */
@ExtendWith(Seeded.class)
class AbortedTransactionsTest {

    private final BatchReader reader = new BatchReader(BatchLimits.defaults());

    @Test
    void areLeftOutOfOneResponse() {
        TransactionalLog log = new TransactionalLog();
        log.write(1, 3);
        log.write(2, 2);
        log.abort(1);
        log.write(1, 4);
        log.commit(2);
        log.commit(1);

        assertThat(copy(log, log.batchCount())).hasSize(6).isEqualTo(log.committed());
    }

    @Test
    void areLeftOutWhenTheySpanTwoResponses() {
        TransactionalLog log = new TransactionalLog();
        log.write(1, 3);
        log.write(1, 3);
        log.write(2, 1);
        log.abort(1);
        log.write(1, 2);
        log.commit(1);
        log.commit(2);

        for (int batchesPerResponse = 1; batchesPerResponse <= log.batchCount(); batchesPerResponse++) {
            assertThat(copy(log, batchesPerResponse)).hasSize(3).isEqualTo(log.committed());
        }
    }

    @Test
    void areLeftOutWhenTheCopyBeginsInTheirMiddle() {
        TransactionalLog log = new TransactionalLog();
        log.write(1, 5);
        log.write(1, 5);
        log.abort(1);
        log.write(1, 2);
        log.commit(1);

        CollectingSink sink = new CollectingSink();
        TransactionalLog.Response response = log.fetch(7, 10);
        assertThat(response.aborted()).containsExactly(new AbortedTransaction(1, 0));
        reader.read(response.records(), 7, 0, response.aborted(), sink);

        assertThat(sink.copied()).isEqualTo(log.committed());
    }

    @Test
    void areNotAwaitedBeyondTheLastStableOffset() {
        TransactionalLog log = new TransactionalLog();
        log.write(1, 2);
        log.commit(1);
        log.write(2, 3);
        log.write(1, 4);
        log.commit(1);

        // Producer 2 is undecided: neither its records nor anything behind them is served.
        assertThat(copy(log, 10)).hasSize(2);

        log.abort(2);
        assertThat(copy(log, 10)).hasSize(6).isEqualTo(log.committed());
    }

    @Test
    void doNotTakeARecordOfAProducerOutsideOfTransactionsWithThem() {
        TransactionalLog log = new TransactionalLog();
        log.write(1, 2);
        log.writeOutsideOfTransactions(3);
        log.abort(1);

        assertThat(copy(log, 10)).hasSize(3).isEqualTo(log.committed());
    }

    @Test
    void areLeftOutOfRandomLogsHoweverTheyAreServed(Random random) {
        for (int round = 0; round < 300; round++) {
            TransactionalLog log = randomLog(random);

            assertThat(copy(log, 1 + random.nextInt(5))).isEqualTo(log.committed());
        }
    }

    private static TransactionalLog randomLog(Random random) {
        TransactionalLog log = new TransactionalLog();
        for (int step = 0; step < 40; step++) {
            long producerId = random.nextInt(4);
            switch (random.nextInt(6)) {
                case 0 -> log.abort(producerId);
                case 1 -> log.commit(producerId);
                case 2 -> log.writeOutsideOfTransactions(1 + random.nextInt(3));
                default -> log.write(producerId, 1 + random.nextInt(4));
            }
        }
        for (long producerId = 0; producerId < 4; producerId++) {
            log.abort(producerId);
        }
        return log;
    }

    private List<RecordContent> copy(TransactionalLog log, int batchesPerResponse) {
        CollectingSink sink = new CollectingSink();
        long position = 0;
        TransactionalLog.Response response = log.fetch(position, batchesPerResponse);
        while (response.records().hasRemaining()) {
            List<AbortedTransaction> anyOrder = new ArrayList<>(response.aborted());
            Collections.shuffle(anyOrder, new Random(position));
            ByteBuffer records = response.records();
            position = reader.read(records, position, 0, anyOrder, sink).nextOffset();
            response = log.fetch(position, batchesPerResponse);
        }
        return sink.copied();
    }
}
