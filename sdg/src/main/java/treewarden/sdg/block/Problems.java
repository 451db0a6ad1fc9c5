package treewarden.sdg.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What is wrong with a pipeline: all of it is collected, and then told at once. */
public final class Problems {
    private final String file;
    private final String line;
    private final String block;
    private final List<String> all;
    private final Map<String, OptionalInt> lineByBlock;

    public Problems(String file) {
        this(file, "", "", new ArrayList<>(), new HashMap<>());
    }

    private Problems(String file, String line, String block, List<String> all, Map<String, OptionalInt> lineByBlock) {
        this.file = file;
        this.line = line;
        this.block = block;
        this.all = all;
        this.lineByBlock = lineByBlock;
    }

    /** For the problems of one block, which its messages name, with the line that it begins at. */
    public Problems of(String name, OptionalInt begins) {
        lineByBlock.put(name, begins);
        return of(name);
    }

    /** For the problems of one block, which its messages name. */
    public Problems of(String name) {
        return new Problems(file, "", "block " + name + ": ", all, lineByBlock)
                .at(lineByBlock.getOrDefault(name, OptionalInt.empty()));
    }

    /** For problems at this line of the file. */
    public Problems at(OptionalInt other) {
        return new Problems(file, other.isPresent() ? ":" + other.getAsInt() : line, block, all, lineByBlock);
    }

    public void add(String what) {
        all.add(file + line + ": " + block + what);
    }

    public List<String> all() {
        return List.copyOf(all);
    }
}
