package io.kagami.mirror.runtime.http;

/**
 * What a page says, all of it at once.
 *
 * @param status HTTP's, 200 to 599
 * @param contentType as in the header of that name; the body is sent as UTF-8
 * @param body may be empty
 */
public record Answer(int status, String contentType, String body) {

    public Answer {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("no final status of HTTP: " + status);
        }
    }

    /** A sentence for people. */
    public static Answer text(int status, String body) {
        return new Answer(status, "text/plain; charset=utf-8", body);
    }

    public static Answer json(int status, String body) {
        return new Answer(status, "application/json", body);
    }
}
