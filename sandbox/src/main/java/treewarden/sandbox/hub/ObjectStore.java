package treewarden.sandbox.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import treewarden.sandbox.hub.HubOptions.Keeping;

/** Large objects on disk, each in a file named by its SHA-256; or their names alone. */
final class ObjectStore {
    private static final Pattern OID = Pattern.compile("[0-9a-f]{64}");

    private final Path objects;
    private final Path unfinished;
    private final Keeping keeping;
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();

    private ObjectStore(Path objects, Path unfinished, Keeping keeping) {
        this.objects = objects;
        this.unfinished = unfinished;
        this.keeping = keeping;
    }

    static ObjectStore in(Path folder, Keeping keeping) {
        var objects = folder.resolve("objects");
        var unfinished = folder.resolve("unfinished");
        try {
            Files.createDirectories(objects);
            Files.createDirectories(unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ObjectStore(objects, unfinished, keeping);
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
        if (keeping == Keeping.NAMES) {
            return Long.valueOf(size).equals(sizes.get(oid));
        }
        try {
            return Files.isRegularFile(file(oid)) && Files.size(file(oid)) == size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where an upload writes until it is complete; empty where nothing is to be written. */
    Optional<Path> unfinished(String upload) {
        return keeping == Keeping.NAMES ? Optional.empty() : Optional.of(unfinished.resolve(upload));
    }

    /** Takes over an upload whose digest the caller has checked. */
    void keep(Upload upload) {
        sizes.put(upload.oid(), upload.size());
        if (upload.file().isEmpty()) {
            return;
        }
        try {
            Files.move(
                    upload.file().get(),
                    file(upload.oid()),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
