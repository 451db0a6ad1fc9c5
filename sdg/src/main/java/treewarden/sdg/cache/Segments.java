package treewarden.sdg.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The segment files of a folder, of all logs that write there. */
record Segments(Path folder) {
    private static final Pattern NAME = Pattern.compile("(\\d{8})-[0-9a-f]{8}\\.answers");

    /** A file as it is now. */
    record Present(Path path, long bytes, FileTime lastUse) {}

    /** Oldest first. */
    List<Path> list() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> NAME.matcher(name(file)).matches())
                    .sorted(Comparator.comparing(Segments::name))
                    .toList();
        }
    }

    /** The longest unused first. */
    List<Present> byLastUse() throws IOException {
        var present = new ArrayList<Present>();
        for (var path : list()) {
            try {
                present.add(new Present(path, Files.size(path), Files.getLastModifiedTime(path)));
            } catch (NoSuchFileException e) {
                // Another process dropped it meanwhile, and so it takes no room.
                continue;
            }
        }
        present.sort(Comparator.comparing(Present::lastUse).thenComparing(one -> name(one.path())));
        return present;
    }

    /** An empty file under a name that no file ever had: a number for the order and some chance. */
    Path create() throws IOException {
        long last = 0;
        for (var path : list()) {
            var matcher = NAME.matcher(name(path));
            if (matcher.matches()) {
                last = Math.max(last, Long.parseLong(matcher.group(1)));
            }
        }
        var path = folder.resolve(String.format(
                "%08d-%08x.answers", last + 1, ThreadLocalRandom.current().nextInt()));
        Files.createFile(path);
        // The folder has to hold the file's name after a power loss, too.
        try (var itself = FileChannel.open(folder, StandardOpenOption.READ)) {
            itself.force(true);
        }
        return path;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
