package io.kagami.mirror.sync;

import java.util.Map;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.CreateTopicPolicy;

/** A broker's policy that refuses topics whose name contains {@code refused}. */
public final class NameGuard implements CreateTopicPolicy {

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void validate(RequestMetadata request) {
        if (request.topic().contains("refused")) {
            throw new PolicyViolationException("no such names here: " + request.topic());
        }
    }

    @Override
    public void close() {}
}
