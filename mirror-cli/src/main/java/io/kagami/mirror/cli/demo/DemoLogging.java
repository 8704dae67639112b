package io.kagami.mirror.cli.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import io.kagami.mirror.cli.view.Screen;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps brokers, Connect and clients from talking into the picture: all goes to a file, and only the mirror's own warnings are shown.
 *
 * <p>Threading: as logback's.
 */
final class DemoLogging implements AutoCloseable {

    private final LoggerContext context;

    private DemoLogging(LoggerContext context) {
        this.context = context;
    }

    static DemoLogging redirect(Path file, Screen screen) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            throw new IllegalStateException("the demo needs logback for its log");
        }
        context.reset();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(toFile(context, file));
        ch.qos.logback.classic.Logger own = context.getLogger("io.kagami");
        own.setLevel(Level.INFO);
        own.addAppender(toScreen(context, screen));
        return new DemoLogging(context);
    }

    /** Logs as before. */
    @Override
    public void close() throws JoranException {
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    private static String text(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> text.append(' ').append(pair));
        }
        return text.toString();
    }

    private static FileAppender<ILoggingEvent> toFile(LoggerContext context, Path file) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{20} %msg %kvp%n%ex");
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static AppenderBase<ILoggingEvent> toScreen(LoggerContext context, Screen screen) {
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                screen.say("  " + screen.style().bad("! ") + text(event));
            }
        };
        ThresholdFilter warnings = new ThresholdFilter();
        warnings.setLevel(Level.WARN.toString());
        warnings.start();
        appender.addFilter(warnings);
        appender.setContext(context);
        appender.start();
        return appender;
    }
}
