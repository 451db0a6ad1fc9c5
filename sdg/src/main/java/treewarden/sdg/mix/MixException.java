package treewarden.sdg.mix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Data that cannot be mixed. The message names the file, the line where there is one, and what to do. */
public final class MixException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Who can mend it. */
    public enum Kind {
        /** The operator's data set or recipe is missing or malformed. */
        INPUT,
        /** A file of ours cannot be read back or written: the disk is full, or a folder may not be written. */
        DISK
    }

    /** How systems say that there is no room: on the disk, for this user, or for this process. */
    private static final Pattern FULL =
            Pattern.compile("no space left|quota exceeded|file too large|not enough space", Pattern.CASE_INSENSITIVE);

    private final Kind kind;

    private MixException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    static MixException input(String message) {
        return new MixException(Kind.INPUT, message, null);
    }

    static MixException unreadable(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return input(file + ": there is no such file; mend the path, or take the entry out");
        }
        if (cause instanceof CharacterCodingException) {
            return input(file + ": the file is not UTF-8; write it again in that encoding");
        }
        return new MixException(Kind.DISK, file + " cannot be read: " + why(cause), cause);
    }

    static MixException unwritable(Path file, IOException cause) {
        var why = why(cause);
        boolean full = FULL.matcher(why).find();
        return new MixException(
                Kind.DISK,
                full
                        ? file + " cannot be written, the disk is full: make room, or choose another output folder, and"
                                + " start again"
                        : file + " cannot be written: " + why + "; nothing half-written was left behind",
                cause);
    }

    /** A file of rows of ours that cannot be read: the message says so already. */
    static MixException rows(UncheckedIOException cause) {
        return new MixException(Kind.DISK, String.valueOf(cause.getMessage()), cause);
    }

    private static String why(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "this user may not";
        }
        var reason = cause instanceof FileSystemException inFile ? inFile.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }
}
