package treewarden.sandbox.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.patch.FileHeader;

/** Lists the files that differ between two trees, with renames found by likeness as GitHub does. */
final class CompareTrees {

    /** GitHub leaves a patch out when it is too long to show; here above this many characters. */
    private static final int LONGEST_PATCH = 400_000;

    private final Repository repository;

    CompareTrees(Repository repository) {
        this.repository = repository;
    }

    List<ChangedFile> compare(ObjectId before, ObjectId after) throws IOException {
        var text = new ByteArrayOutputStream();
        try (var formatter = new DiffFormatter(text)) {
            formatter.setRepository(repository);
            formatter.setDetectRenames(true);
            var changed = new ArrayList<ChangedFile>();
            for (var entry : formatter.scan(before, after)) {
                text.reset();
                changed.add(describe(formatter, entry, text));
            }
            return List.copyOf(changed);
        }
    }

    private static ChangedFile describe(DiffFormatter formatter, DiffEntry entry, ByteArrayOutputStream text)
            throws IOException {
        var header = formatter.toFileHeader(entry);
        int additions = 0;
        int deletions = 0;
        for (Edit edit : header.toEditList()) {
            additions += edit.getLengthB();
            deletions += edit.getLengthA();
        }
        boolean removed = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        return new ChangedFile(
                removed ? entry.getOldPath() : entry.getNewPath(),
                switch (entry.getChangeType()) {
                    case RENAME, COPY -> Optional.of(entry.getOldPath());
                    default -> Optional.empty();
                },
                switch (entry.getChangeType()) {
                    case ADD -> ChangedFile.Status.ADDED;
                    case DELETE -> ChangedFile.Status.REMOVED;
                    case MODIFY -> ChangedFile.Status.MODIFIED;
                    case RENAME -> ChangedFile.Status.RENAMED;
                    case COPY -> ChangedFile.Status.COPIED;
                },
                (removed ? entry.getOldId() : entry.getNewId()).name(),
                additions,
                deletions,
                patch(formatter, entry, header, text));
    }

    private static Optional<String> patch(
            DiffFormatter formatter, DiffEntry entry, FileHeader header, ByteArrayOutputStream text)
            throws IOException {
        if (header.getPatchType() != FileHeader.PatchType.UNIFIED
                || header.toEditList().isEmpty()) {
            return Optional.empty();
        }
        formatter.format(entry);
        formatter.flush();
        var whole = text.toString(StandardCharsets.UTF_8);
        int hunks = whole.startsWith("@@") ? 0 : whole.indexOf("\n@@") + 1;
        var patch = whole.substring(hunks).stripTrailing();
        return patch.length() > LONGEST_PATCH ? Optional.empty() : Optional.of(patch);
    }

    /** The tree without any file. */
    static ObjectId emptyTree() {
        return Constants.EMPTY_TREE_ID;
    }
}
