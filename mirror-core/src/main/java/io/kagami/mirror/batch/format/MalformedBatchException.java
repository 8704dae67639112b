package io.kagami.mirror.batch.format;

/** Bytes that are no record batch of Kafka's. Its message is the reason alone; where it happened, the reader of the bytes knows. */
public final class MalformedBatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedBatchException(String reason) {
        super(reason);
    }

    public MalformedBatchException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
