package treewarden.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import treewarden.taxonomy.CheckFiles.Checked;
import treewarden.taxonomy.LeafFile;
import treewarden.taxonomy.LeafFiles;
import treewarden.taxonomy.Mending;
import treewarden.taxonomy.Surroundings;

/** Mends files in place, and says on standard error which. */
final class MendFiles {
    private final LeafFiles files;
    private final Mending mending;
    private final PrintWriter err;

    MendFiles(LeafFiles files, Mending mending, PrintWriter err) {
        this.files = files;
        this.mending = mending;
        this.err = err;
    }

    /** Mends those among the files that have what a machine can mend; returns how many were. */
    int mend(List<Checked> checked) {
        var mended = 0;
        for (var each : checked) {
            mended += hasFix(each) && mend(each.file()) ? 1 : 0;
        }
        err.flush();
        return mended;
    }

    private static boolean hasFix(Checked checked) {
        return checked.leaf().findings().stream()
                .anyMatch(finding -> finding.fix() != null
                        && finding.path().equals(checked.leaf().path()));
    }

    private boolean mend(LeafFiles.Found found) {
        LeafFile leaf;
        try {
            leaf = files.read(found);
        } catch (IOException e) {
            throw CommandFailed.bad(found.path() + " cannot be read again (" + e + ")");
        }
        var after = mending.mend(leaf, Surroundings.UNKNOWN);
        if (after.changes() == 0) {
            return false;
        }
        try {
            replace(found.file(), after.bytes());
        } catch (IOException e) {
            throw CommandFailed.bad(found.path() + " cannot be written (" + e + ")");
        }
        err.println(
                "mended " + found.path() + ": " + after.changes() + (after.changes() == 1 ? " change" : " changes"));
        return true;
    }

    /** The file is whole at every moment, the old one or the new one, also when the machine stops. */
    private static void replace(Path file, byte[] bytes) throws IOException {
        var written = Files.createTempFile(file.toAbsolutePath().getParent(), ".qna", ".yaml");
        try {
            try (var channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                var left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            keepPermissions(file, written);
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | UncheckedIOException e) {
            Files.deleteIfExists(written);
            throw e;
        }
    }

    private static void keepPermissions(Path file, Path written) throws IOException {
        var before = Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (before != null) {
            Files.setPosixFilePermissions(written, before.readAttributes().permissions());
        }
    }
}
