package treewarden.sdg.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folders in which InstructLab keeps data of its users, most important first: those of the XDG base directories,
 * with {@code instructlab/sdg} below.
 */
record DataFolders(List<Path> folders) {
    static DataFolders ofTheUser() {
        return of(System.getenv(), System.getProperty("user.home", ""));
    }

    static DataFolders of(Map<String, String> environment, String home) {
        var all = new ArrayList<String>();
        all.add(orElse(environment.get("XDG_DATA_HOME"), home + "/.local/share"));
        all.addAll(List.of(orElse(environment.get("XDG_DATA_DIRS"), "/usr/local/share:/usr/share")
                .split(":")));
        return new DataFolders(all.stream()
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder).resolve("instructlab").resolve("sdg"))
                .toList());
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value;
    }

    /** Where a pipeline set of this name would be. */
    List<Path> named(String name) {
        return folders.stream()
                .map(folder -> folder.resolve("pipelines").resolve(name))
                .toList();
    }
}
