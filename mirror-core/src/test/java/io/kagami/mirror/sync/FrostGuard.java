package io.kagami.mirror.sync;

import java.util.Map;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.AlterConfigPolicy;

/** A broker's policy that keeps the configs of topics whose name contains {@code frozen}. */
public final class FrostGuard implements AlterConfigPolicy {

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void validate(RequestMetadata request) {
        if (request.resource().name().contains("frozen")) {
            throw new PolicyViolationException(
                    "not to be changed: " + request.resource().name());
        }
    }

    @Override
    public void close() {}
}
