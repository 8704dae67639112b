package io.kagami.mirror.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Test
    void isFoundByItsNameAndResized() {
        Workload workload = Workload.named("1k-lz4").orElseThrow().withRecords(8_000_000);

        assertThat(workload.records()).isEqualTo(8_000_000);
        assertThat(workload.recordBytes()).isEqualTo(1024);
        assertThat(workload.description()).startsWith("8,000,000 records of 1,024 bytes");
        assertThat(Workload.named("2k")).isEmpty();
    }

    @Test
    void givesValuesOfTheirLengthAndTheSameOnesEveryTime() {
        for (Workload workload : Workload.ALL) {
            Payload payload = workload.payload();

            assertThat(payload.value(7)).hasSize(payload.valueBytes()).isEqualTo(payload.value(7));
            assertThat(payload.value(7)).isNotEqualTo(payload.value(8));
        }
    }

    @Test
    void knowsALogInWhichRecordsShareBatches() {
        Workload workload = Workload.named("100b-single").orElseThrow().withRecords(1_000);

        workload.requireBatchesAsWanted(1_000 * 170);

        assertThatIllegalStateException()
                .isThrownBy(() -> workload.requireBatchesAsWanted(1_000 * 120))
                .withMessageContaining("several records");
    }

    @Test
    void isHalvedByACodec() throws IOException {
        Payload payload = new HalfCompressiblePayload(1000);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream codec = new GZIPOutputStream(compressed)) {
            for (int number = 0; number < 100; number++) {
                codec.write(payload.value(number));
            }
        }

        assertThat(compressed.size() / 100_000.0).isEqualTo(0.5, within(0.05));
    }
}
