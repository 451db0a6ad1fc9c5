package treewarden.worker.hub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All the files of a folder to be published, by path. */
public record Manifest(Map<String, LocalFile> files) {
    /** The Hub's own file, which may stay where the folder has none. */
    private static final String ATTRIBUTES = ".gitattributes";

    public Manifest {
        files = new TreeMap<>(files);
    }

    Collection<LocalFile> all() {
        return files.values();
    }

    /** Paths that differ from what the Hub holds: other content, missing, or too many. */
    List<String> differences(Map<String, RemoteFile> there) {
        var paths = new ArrayList<String>();
        files.forEach((path, file) -> {
            var remote = there.get(path);
            if (remote == null || !file.is(remote)) {
                paths.add(path);
            }
        });
        paths.addAll(superfluous(there));
        return paths;
    }

    /** Paths that the Hub holds and this has not. */
    List<String> superfluous(Map<String, RemoteFile> there) {
        return there.keySet().stream()
                .filter(path -> !files.containsKey(path) && !path.equals(ATTRIBUTES))
                .toList();
    }
}
