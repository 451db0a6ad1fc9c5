package treewarden.sandbox.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/** Large objects on disk, each in a file named by its SHA-256. */
final class ObjectStore {
    private static final Pattern OID = Pattern.compile("[0-9a-f]{64}");

    private final Path objects;
    private final Path unfinished;

    ObjectStore(Path folder) {
        this.objects = folder.resolve("objects");
        this.unfinished = folder.resolve("unfinished");
        try {
            Files.createDirectories(objects);
            Files.createDirectories(unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String checked(String oid) {
        if (!OID.matcher(oid).matches()) {
            throw HubError.of(422, "An oid is 64 hexadecimal digits");
        }
        return oid;
    }

    Path file(String oid) {
        return objects.resolve(checked(oid));
    }

    boolean has(String oid, long size) {
        try {
            return Files.isRegularFile(file(oid)) && Files.size(file(oid)) == size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where an upload writes until it is complete. */
    Path unfinished(String upload) {
        return unfinished.resolve(upload);
    }

    /** Takes over what an upload has written, whose digest the caller has checked. */
    void keep(Path written, String oid) {
        try {
            Files.move(written, file(oid), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
