package treewarden.sdg.cache;

import org.jspecify.annotations.Nullable;

/** Answers cannot be kept or read. The run ends; what was kept until then is there for the next. */
public abstract sealed class CacheException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private CacheException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The disk has no room for another answer. */
    public static final class Full extends CacheException {
        private static final long serialVersionUID = 1;

        public Full(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The folder or a file in it cannot be used: rights, a broken disk, something else in its place. */
    public static final class Unusable extends CacheException {
        private static final long serialVersionUID = 1;

        public Unusable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
