package treewarden.sdg.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;

/** Answers cannot be kept or read. The run ends; what was kept until then is there for the next. */
public abstract sealed class CacheException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** How systems say that there is no room: on the disk, for this user, or for this process. */
    private static final Pattern FULL =
            Pattern.compile("no space left|quota exceeded|file too large|not enough space", Pattern.CASE_INSENSITIVE);

    private CacheException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static CacheException of(Path folder, IOException why) {
        var said = String.valueOf(why.getMessage());
        return FULL.matcher(said).find()
                ? new Full(
                        "the disk is full: the teacher's answers cannot be kept in " + folder
                                + "; make room there and run again: it goes on with what was kept",
                        why)
                : new Unusable(
                        "the teacher's answers cannot be kept in " + folder + " ("
                                + why.getClass().getSimpleName() + ": " + Printable.plain(said)
                                + "); see that the folder is this user's own and that the disk is well",
                        why);
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
