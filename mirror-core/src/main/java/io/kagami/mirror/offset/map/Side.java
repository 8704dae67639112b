package io.kagami.mirror.offset.map;

import org.jspecify.annotations.Nullable;

/** From which of the two logs an offset is translated. */
enum Side {
    UPSTREAM {
        @Override
        long start(Run run) {
            return run.upstream();
        }

        @Override
        long start(RunCursor run) {
            return run.upstream();
        }

        @Override
        Side other() {
            return DOWNSTREAM;
        }
    },
    DOWNSTREAM {
        @Override
        long start(Run run) {
            return run.downstream();
        }

        @Override
        long start(RunCursor run) {
            return run.downstream();
        }

        @Override
        Side other() {
            return UPSTREAM;
        }
    };

    abstract long start(Run run);

    abstract long start(RunCursor run);

    abstract Side other();

    private long end(Run run) {
        return start(run) + run.length();
    }

    /**
     * Translates one of this side's offsets.
     *
     * @param run the last that begins at or before the offset
     * @param next the one after it, if there is one
     */
    Translation translate(long offset, Run run, @Nullable Run next) {
        if (offset < end(run)) {
            return Translation.exact(other().start(run) + offset - start(run));
        }
        long known = other().end(run);
        if (next == null) {
            return offset == end(run) ? Translation.exact(known) : Translation.waiting(known);
        }
        if (!next.afterUnknown()) {
            return Translation.exact(other().start(next));
        }
        return offset == end(run) ? Translation.exact(known) : Translation.between(known, other().start(next));
    }
}
