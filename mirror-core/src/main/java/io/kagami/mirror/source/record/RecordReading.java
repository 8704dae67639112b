package io.kagami.mirror.source.record;

import io.kagami.mirror.config.mode.ModeChoice;
import io.kagami.mirror.config.precedence.Layers;
import io.kagami.mirror.naming.OriginMark;
import io.kagami.mirror.source.record.partition.MirroredRecord;
import io.kagami.mirror.topology.Flow;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.ConverterConfig;
import org.apache.kafka.connect.storage.ConverterType;
import org.apache.kafka.connect.storage.HeaderConverter;

/**
 * Reads bytes of the source into what transforms work on, with the same converters Connect writes them with: bytes stay bytes by default,
 * and JSON has fields.
 *
 * <p>Threading: Connect's task thread.
 */
final class RecordReading {

    private final Flow flow;
    private final boolean marksOrigin;
    private final Converter key;
    private final Converter value;
    private final HeaderConverter header;

    /** The converters of a connector's settings. */
    RecordReading(RecordSettings settings) {
        Map<String, String> connector = settings.connector();
        this.flow = settings.flow();
        this.marksOrigin = settings.marksOrigin();
        this.key = make(connector, "key.converter", Converter.class);
        key.configure(settings(connector, "key.converter", ConverterType.KEY), true);
        this.value = make(connector, "value.converter", Converter.class);
        value.configure(settings(connector, "value.converter", ConverterType.VALUE), false);
        this.header = make(connector, "header.converter", HeaderConverter.class);
        header.configure(settings(connector, "header.converter", ConverterType.HEADER));
    }

    /** Whether the record came from the cluster it would be sent to. */
    boolean isOfTheTarget(ConsumerRecord<byte[], byte[]> record) {
        if (marksOrigin) {
            for (Header mark : record.headers().headers(OriginMark.HEADER)) {
                if (mark.value() != null && OriginMark.names(mark.value(), flow.target())) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Reads a record, and marks where it comes from if its topic's name does not tell.
     *
     * @throws org.apache.kafka.connect.errors.DataException if a converter cannot read it
     */
    MirroredRecord.Content read(ConsumerRecord<byte[], byte[]> record) {
        ConnectHeaders headers = new ConnectHeaders();
        for (Header original : record.headers()) {
            SchemaAndValue read = header.toConnectHeader(record.topic(), original.key(), original.value());
            headers.add(original.key(), read);
        }
        if (marksOrigin) {
            headers.addBytes(OriginMark.HEADER, OriginMark.value(flow.source()));
        }
        return new MirroredRecord.Content(
                key.toConnectData(record.topic(), record.headers(), record.key()),
                value.toConnectData(record.topic(), record.headers(), record.value()),
                headers);
    }

    private static <T> T make(Map<String, String> connector, String name, Class<T> type) {
        String className =
                connector.getOrDefault(name, ModeChoice.BYTES_AS_THEY_ARE).trim();
        try {
            return Utils.newInstance(className, type);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new ConnectException(
                    name + " = " + className + ": the full name of a class that implements " + type.getName()
                            + " is needed, on the class path or in the folder of this plugin, as the mirror reads records with it too",
                    e);
        }
    }

    private static Map<String, Object> settings(Map<String, String> connector, String name, ConverterType type) {
        Map<String, Object> settings = new HashMap<>(Layers.behind(connector, name + "."));
        settings.put(ConverterConfig.TYPE_CONFIG, type.getName());
        return settings;
    }
}
