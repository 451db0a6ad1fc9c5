package treewarden.taxonomy.schema;

import org.jspecify.annotations.Nullable;

/**
 * A JSON pointer that is only written out when something is found there.
 *
 * @param index of an item; -1 where the step is a key
 */
public record Pointer(@Nullable Pointer parent, String key, int index) {
    public static final Pointer ROOT = new Pointer(null, "", -1);

    /** The pointer of a value below this one. */
    public Pointer key(String name) {
        return new Pointer(this, name, -1);
    }

    /** The pointer of an item below this one, counted from 0. */
    public Pointer item(int number) {
        return new Pointer(this, "", number);
    }

    @Override
    public String toString() {
        var out = new StringBuilder();
        write(out);
        return out.toString();
    }

    private void write(StringBuilder out) {
        if (parent == null) {
            return;
        }
        parent.write(out);
        out.append('/');
        if (index >= 0) {
            out.append(index);
        } else {
            out.append(key.replace("~", "~0").replace("/", "~1"));
        }
    }
}
