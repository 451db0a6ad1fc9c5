package treewarden.taxonomy;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The leaves on a disk, for the command line. Links are not followed. */
public final class LeafFiles {
    /** Read from a file in any case, so that the validator can say by how much it is too long. */
    private static final int SLACK = 1;

    private static final int DEEPEST = 64;

    private final int limit;

    /** Files longer than {@code limit} bytes are read up to just beyond it. */
    public LeafFiles(int limit) {
        this.limit = limit;
    }

    /**
     * A file to check.
     *
     * @param path as it was given, or the given folder's with what is below it
     */
    public record Found(String path, Path file) {}

    /** A path that is not there; its message is for whoever typed it. */
    public static final class NoSuchPath extends Exception {
        private static final long serialVersionUID = 1;

        NoSuchPath(String path) {
            super("There is no file or folder " + treewarden.domain.Printable.quoted(path) + ".");
        }
    }

    /**
     * What is to be checked under the given paths, each folder's leaves in the order of their names. A file that is given
     * by name is there whatever it is named.
     */
    public List<Found> find(List<String> paths) throws NoSuchPath {
        var found = new ArrayList<Found>();
        for (var path : paths) {
            var file = new File(path);
            if (file.isDirectory()) {
                walk(file, path.endsWith("/") ? path.substring(0, path.length() - 1) : path, found, 0);
            } else if (Files.exists(file.toPath(), LinkOption.NOFOLLOW_LINKS)) {
                found.add(new Found(path.replace(File.separatorChar, '/'), file.toPath()));
            } else {
                throw new NoSuchPath(path);
            }
        }
        return found;
    }

    private void walk(File folder, String path, List<Found> found, int depth) {
        var children = folder.listFiles();
        if (children == null || depth > DEEPEST) {
            return;
        }
        Arrays.sort(children, Comparator.comparing(File::getName));
        for (var child : children) {
            var name = child.getName();
            var below = (path + "/" + name).replace(File.separatorChar, '/');
            if (name.equals(Validator.FILE_NAME)) {
                found.add(new Found(below, child.toPath()));
            } else if (!name.equals(".git") && mayBeFolder(name) && isFolder(child)) {
                walk(child, below, found, depth + 1);
            }
        }
    }

    /** Spares a question to the file system where the name leaves no doubt. */
    private static boolean mayBeFolder(String name) {
        return !name.endsWith(".txt") && !name.endsWith(".md");
    }

    private static boolean isFolder(File file) {
        return Files.isDirectory(file.toPath(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Reads a file, as far as the limit lets it. */
    public LeafFile read(Found found) throws IOException {
        return new LeafFile(found.path(), place(found), bytes(found.file()));
    }

    /** Where the file stands from the root of the disk, which is the path itself where that is plain and absolute. */
    private static String place(Found found) {
        var path = found.path();
        return path.startsWith("/") && !path.contains("/.") && !path.contains("//")
                ? path
                : found.file().toAbsolutePath().normalize().toString().replace(File.separatorChar, '/');
    }

    /** The attribution beside a file. */
    public Attribution attributionBeside(Found found) throws IOException {
        var file = found.file().resolveSibling("attribution.txt");
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? new Attribution.Present(bytes(file))
                : new Attribution.Absent();
    }

    private byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("It is a link or no regular file, which is not followed.");
        }
        // Not Files.newInputStream, which sets up a channel and buffers for these few thousand bytes.
        try (var in = new FileInputStream(file.toFile())) {
            return in.readNBytes(limit + SLACK);
        }
    }
}
