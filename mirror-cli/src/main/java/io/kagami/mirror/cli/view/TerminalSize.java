package io.kagami.mirror.cli.view;

/**
 * How much a terminal shows at once.
 *
 * @param columns characters in a line
 * @param rows lines
 */
public record TerminalSize(int columns, int rows) {}
