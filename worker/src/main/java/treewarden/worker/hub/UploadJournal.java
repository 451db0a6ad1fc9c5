package treewarden.worker.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import treewarden.domain.Printable;

/**
 * What is done of one object's upload in parts: a file whose first line is the plan, and each further line a part that
 * has come, with its ETag. A process that takes the upload up reads it; a line that broke off counts for nothing, and
 * its part is sent again.
 */
final class UploadJournal {
    private static final int MOST_BYTES = 64 << 20;

    private final Path file;
    private final UploadPlan plan;
    private final Map<Integer, String> etags;

    private UploadJournal(Path file, UploadPlan plan, Map<Integer, String> etags) {
        this.file = file;
        this.plan = plan;
        this.etags = etags;
    }

    /** For whom an upload is: a journal of another Hub or repository counts for nothing. */
    record Owner(String endpoint, HubRepo repo) {
        String text() {
            return endpoint + " " + repo.kind() + " " + repo.id();
        }
    }

    UploadPlan plan() {
        return plan;
    }

    boolean has(int part) {
        return etags.containsKey(part);
    }

    /** The ETags of all parts that are done, by their numbers from 1. */
    Map<Integer, String> etags() {
        return etags;
    }

    static UploadJournal begin(Path folder, Owner owner, LocalFile object, UploadPlan plan) {
        var head = Reply.object()
                .put("owner", owner.text())
                .put("oid", object.sha256())
                .put("size", object.size())
                .put("chunk", plan.chunkSize())
                .put("href", plan.href());
        plan.verify().ifPresent(href -> head.put("verify", href));
        var parts = head.putArray("parts");
        plan.parts().forEach(parts::add);
        var file = file(folder, object);
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(file);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, head + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unwritable(e);
        }
        return new UploadJournal(file, plan, new TreeMap<>());
    }

    /** The journal of an upload that was begun; empty where there is none that is of use. */
    static Optional<UploadJournal> find(Path folder, Owner owner, LocalFile object) {
        var file = file(folder, object);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return Optional.empty();
            }
            var text = Files.readString(file, StandardCharsets.UTF_8);
            // What follows the last line end was being written when the process ended.
            var lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
            return lines.isEmpty() ? Optional.empty() : read(file, owner, object, lines);
        } catch (IOException e) {
            // Not to be read, or not what we wrote: the upload begins anew.
            return Optional.empty();
        }
    }

    private static Optional<UploadJournal> read(Path file, Owner owner, LocalFile object, List<String> lines)
            throws IOException {
        var head = Reply.JSON.readTree(lines.get(0));
        long chunk = head.path("chunk").asLong(0);
        var parts = new ArrayList<String>();
        head.path("parts").forEach(part -> parts.add(part.asText()));
        boolean isOurs = head.path("owner").asText().equals(owner.text())
                && head.path("oid").asText().equals(object.sha256())
                && head.path("size").asLong(-1) == object.size()
                && chunk > 0
                && parts.size() == (object.size() + chunk - 1) / chunk;
        if (!isOurs) {
            return Optional.empty();
        }
        var verify = head.path("verify");
        var plan = new UploadPlan(
                head.path("href").asText(),
                verify.isTextual() ? Optional.of(verify.asText()) : Optional.empty(),
                chunk,
                parts);
        var etags = new TreeMap<Integer, String>();
        for (var line : lines.subList(1, lines.size())) {
            JsonNode done = Reply.JSON.readTree(line);
            etags.put(done.path("part").asInt(), done.path("etag").asText());
        }
        return Optional.of(new UploadJournal(file, plan, etags));
    }

    void done(int part, String etag) {
        try {
            var line = Reply.object().put("part", part).put("etag", etag) + "\n";
            Files.writeString(file, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unwritable(e);
        }
        etags.put(part, etag);
    }

    /** The upload is complete, or its addresses are good for nothing any more. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static Path file(Path folder, LocalFile object) {
        return folder.resolve(object.sha256() + UploadJournals.ENDING);
    }

    private static UncheckedIOException unwritable(IOException e) {
        return new UncheckedIOException(
                "the journal of an upload cannot be written (" + Printable.plain(String.valueOf(e.getMessage()))
                        + "); make room on the disk, then run again",
                e);
    }
}
