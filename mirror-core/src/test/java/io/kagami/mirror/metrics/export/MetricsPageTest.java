package io.kagami.mirror.metrics.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.SampleRecords;
import io.kagami.mirror.batch.SourceBatches;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.Resume;
import io.kagami.mirror.topology.Flow;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    private static final OutgoingBatch BATCH =
            SourceBatches.outgoing(SourceBatches.plain(0, CompressionType.NONE, SampleRecords.numbered(1_000)));

    private static List<String> lines(String flow) {
        return MetricsPage.ofProcess()
                .text()
                .lines()
                .filter(line -> line.contains("source=\"" + flow + "\""))
                .toList();
    }

    private static String value(String flow, String series) {
        return lines(flow).stream()
                .filter(line -> line.startsWith(series + "{"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .reduce((first, second) -> first + "," + second)
                .orElse("none");
    }

    @Test
    void showsFlowTopicsAndPartitionsAsTheyAreNow() {
        FlowMeter flow = FlowMeter.of(Flow.of("page", "B"));
        TopicPartition first = new TopicPartition("t", 0);
        TopicPartition second = new TopicPartition("t", 1);
        flow.taskBegins(true);
        flow.joined(first);
        flow.joined(second);
        flow.partition(first).copied(BATCH);
        flow.partition(first).setLagRecords(2);
        flow.partition(second).copied(BATCH);
        flow.tally().resumed(Resume.COUNTED, 37);

        assertThat(value("page", "kagami_flow_records_total")).isEqualTo("2000.0");
        assertThat(value("page", "kagami_topic_records_total")).isEqualTo("2000.0");
        assertThat(value("page", "kagami_partition_records_total")).isEqualTo("1000.0,1000.0");
        assertThat(value("page", "kagami_flow_lag_records")).isEqualTo("2.0");
        assertThat(value("page", "kagami_partition_lag_records")).isEqualTo("2.0,NaN");
        assertThat(lines("page"))
                .contains(
                        "kagami_flow_batches_total{outcome=\"passed\",source=\"page\",target=\"B\"} 2.0",
                        "kagami_flow_batches_total{outcome=\"skipped\",source=\"page\",target=\"B\"} 0.0",
                        "kagami_flow_health{source=\"page\",state=\"healthy\",target=\"B\"} 1.0",
                        "kagami_flow_health{source=\"page\",state=\"down\",target=\"B\"} 0.0",
                        "kagami_flow_resumes_total{how=\"counted\",source=\"page\",target=\"B\"} 1.0",
                        "kagami_flow_resumes_records_skipped_total{source=\"page\",target=\"B\"} 37.0",
                        "kagami_flow_events_total{kind=\"foreign-write\",severity=\"error\",source=\"page\",target=\"B\"} 0.0",
                        "kagami_flow_replication_latency_seconds_count{source=\"page\",target=\"B\"} 2",
                        "kagami_flow_replication_latency_seconds_bucket{source=\"page\",target=\"B\",le=\"3600.0\"} 0");

        flow.left(second);
        assertThat(value("page", "kagami_partition_records_total")).isEqualTo("1000.0");
        assertThat(value("page", "kagami_topic_records_total"))
                .as("never goes back")
                .isEqualTo("2000.0");

        flow.taskBegins(false);
        assertThat(value("page", "kagami_partition_records_total")).isEqualTo("none");
        assertThat(value("page", "kagami_topic_records_total")).isEqualTo("2000.0");

        flow.left(first);
        assertThat(value("page", "kagami_topic_records_total")).isEqualTo("none");
        assertThat(value("page", "kagami_flow_records_total")).isEqualTo("2000.0");
    }

    @Test
    void tellsOfTheProcess() {
        assertThat(MetricsPage.ofProcess().text().lines())
                .anyMatch(line -> line.startsWith("kagami_build{version="))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
                .anyMatch(line -> line.startsWith("process_uptime_seconds "));
    }

    @Test
    void followsManyPartitionsWithoutAThread() {
        FlowMeter flow = FlowMeter.of(Flow.of("many", "B"));
        flow.taskBegins(true);
        int threads = Thread.activeCount();
        for (int partition = 0; partition < 2_000; partition++) {
            TopicPartition source = new TopicPartition("t" + partition % 100, partition / 100);
            flow.joined(source);
            flow.partition(source).copied(BATCH);
        }

        assertThat(lines("many").stream().filter(line -> line.startsWith("kagami_partition_bytes_total{")))
                .hasSize(2_000);
        assertThat(lines("many").stream().filter(line -> line.startsWith("kagami_topic_bytes_total{")))
                .hasSize(100);
        assertThat(value("many", "kagami_flow_records_total")).isEqualTo("2000000.0");
        assertThat(Thread.activeCount()).isEqualTo(threads);

        flow.taskBegins(false);
        assertThat(lines("many").stream().filter(line -> line.startsWith("kagami_partition")))
                .isEmpty();
    }
}
