package treewarden.sdg.block;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a pipeline: all of it is collected, and then told at once. */
public final class Problems {
    private final List<String> found = new ArrayList<>();
    private final String where;
    private final List<String> all;

    public Problems(String file) {
        this.where = file;
        this.all = found;
    }

    private Problems(String where, List<String> all) {
        this.where = where;
        this.all = all;
    }

    /** For the problems of one block, which its messages name. */
    public Problems of(String block) {
        return new Problems(where + ": block " + block, all);
    }

    public void add(String what) {
        all.add(where + ": " + what);
    }

    public List<String> all() {
        return List.copyOf(all);
    }
}
