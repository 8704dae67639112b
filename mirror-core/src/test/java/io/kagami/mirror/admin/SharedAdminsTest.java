package io.kagami.mirror.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedAdminsTest {

    private static final String CLUSTER = "bootstrap.servers";
    private static final String HANGING = "hanging";
    private static final String UNKNOWN = "unknown";

    private final List<String> opened = new CopyOnWriteArrayList<>();
    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final SharedAdmins admins = new SharedAdmins(this::open);

    private Admin open(Map<String, Object> settings) {
        String cluster = String.valueOf(settings.get(CLUSTER));
        if (cluster.equals(UNKNOWN)) {
            throw new KafkaException("nobody knows this host");
        }
        opened.add(cluster);
        if (cluster.equals(HANGING)) {
            hang();
        }
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (self, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("close");
                    closed.add(cluster);
                    return null;
                });
    }

    private void hang() {
        hangs.countDown();
        try {
            goesOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void areOneForAllSettingsThatAreAlikeUntilTheLastLetsGo() {
        SharedAdmins.Lease one = admins.lease(Map.of(CLUSTER, "a", "client.id", "one"));
        SharedAdmins.Lease two = admins.lease(Map.of(CLUSTER, "a", "client.id", "two"));
        assertThat(two.admin()).isSameAs(one.admin());

        one.close();
        one.close();
        assertThat(closed).isEmpty();
        two.close();
        assertThat(closed).containsExactly("a");

        admins.lease(Map.of(CLUSTER, "a")).close();
        assertThat(opened).containsExactly("a", "a");
        assertThat(closed).containsExactly("a", "a");
    }

    @Test
    void ofAClusterThatHangsHoldUpNobodyElses() throws Exception {
        List<CompletableFuture<SharedAdmins.Lease>> waiting = new ArrayList<>();
        for (int flow = 0; flow < 2; flow++) {
            CompletableFuture<SharedAdmins.Lease> lease = new CompletableFuture<>();
            waiting.add(lease);
            Thread thread = new Thread(() -> lease.complete(admins.lease(Map.of(CLUSTER, HANGING))));
            thread.setDaemon(true);
            thread.start();
        }
        assertThat(hangs.await(30, TimeUnit.SECONDS)).isTrue();

        admins.lease(Map.of(CLUSTER, "a")).close();
        assertThat(closed).containsExactly("a");

        goesOn.countDown();
        for (CompletableFuture<SharedAdmins.Lease> lease : waiting) {
            lease.get(30, TimeUnit.SECONDS).close();
        }
        assertThat(opened).containsExactly(HANGING, "a");
        assertThat(closed).containsExactly("a", HANGING);
    }

    @Test
    void thatCannotBeOpenedLeaveNothing() {
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> admins.lease(Map.of(CLUSTER, UNKNOWN))).hasMessage("nobody knows this host");
        }
        assertThat(closed).isEmpty();
    }
}
