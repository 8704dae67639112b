package io.kagami.mirror.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.guarantee.SameRecords;
import io.kagami.mirror.testkit.guarantee.TopicCopy;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class BrokerProcessIT {

    @Test
    void aKilledBrokerComesBackWithItsDataAndPorts() throws Exception {
        RecordSet set = RecordSet.of("t", 1, 1_000);
        long pid;
        try (BrokerProcess broker = BrokerProcess.start("512m", Map.of("num.partitions", "3"))) {
            try (Admin admin = Admin.create(Map.copyOf(broker.clientProperties()))) {
                admin.createTopics(List.of(new NewTopic("t", 1, (short) 1)))
                        .all()
                        .get();
            }
            TopicWriter.write(broker.clientProperties(), set, WriteStyle.codec("lz4"));
            assertThat(broker.cpuSeconds()).isBetween(0.5, 100.0);
            long first = broker.pid();

            broker.kill();
            assertThat(ProcessHandle.of(first)).isEmpty();
            broker.restart();

            pid = broker.pid();
            assertThat(pid).isNotEqualTo(first);
            new SameRecords()
                    .check(TopicCopy.of(set, broker.clientProperties(), "t"))
                    .orThrow();
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }
}
