package io.kagami.mirror.source.trouble;

import io.kagami.mirror.event.EventPolicies;
import java.time.Clock;
import java.util.Map;

/**
 * What a copier has beside its copying, as has a task that reads records: the book of events, and the quarantine.
 *
 * <p>Threading: see the parts.
 */
public final class Aside implements AutoCloseable {

    private final SideProducer producer;
    private final EventBook book;
    private final Quarantine quarantine;

    /**
     * Connects to nothing before something is to be written.
     *
     * @param producerSettings of a producer for the target
     * @param syncsTopic the offset-syncs topic at the target
     * @param label which task of which flow, the first one of those a copier works for
     */
    public Aside(
            QuarantineSettings settings,
            EventPolicies policies,
            Map<String, Object> producerSettings,
            String syncsTopic,
            String label) {
        this.producer = new SideProducer(producerSettings, label);
        this.book = new EventBook(settings.flow(), policies, new SickNotes(syncsTopic, producer), Clock.systemUTC());
        this.quarantine = new Quarantine(settings, producer);
    }

    public EventBook book() {
        return book;
    }

    public Quarantine quarantine() {
        return quarantine;
    }

    @Override
    public void close() {
        book.close();
        producer.close();
    }
}
