package treewarden.worker.hub;

import java.util.Locale;
import java.util.regex.Pattern;
import treewarden.domain.Printable;

/**
 * A repository on the Hub.
 *
 * @param id {@code owner/name}
 */
public record HubRepo(Kind kind, String id) {

    /** What it holds. */
    public enum Kind {
        MODEL,
        DATASET
    }

    /** Who may see it. */
    public enum Visibility {
        PUBLIC,
        /** Everybody sees that it is there, and gets its files once its owners have let them in. */
        GATED,
        /** Its owners alone. */
        PRIVATE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    // The Hub's rule: 96 characters at most, no "--" nor "..".
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*");
    private static final int LONGEST = 96;

    public HubRepo {
        if (!ID.matcher(id).matches() || id.length() > LONGEST || id.contains("--") || id.contains("..")) {
            throw new IllegalArgumentException(
                    "a Hub repository is called owner/name, of letters, digits, '.', '_' and '-', not "
                            + Printable.quoted(id));
        }
    }

    public static HubRepo model(String id) {
        return new HubRepo(Kind.MODEL, id);
    }

    public static HubRepo dataset(String id) {
        return new HubRepo(Kind.DATASET, id);
    }

    String owner() {
        return id.substring(0, id.indexOf('/'));
    }

    String name() {
        return id.substring(id.indexOf('/') + 1);
    }

    /** Its place in the API. */
    String api() {
        return (kind == Kind.MODEL ? "api/models/" : "api/datasets/") + id;
    }

    /** Its place for git. */
    String git() {
        return web() + ".git";
    }

    /** Its place for people and for reading files. */
    String web() {
        return (kind == Kind.MODEL ? "" : "datasets/") + id;
    }

    /** Its page, below the Hub's address. */
    public String page() {
        return web();
    }

    String type() {
        return kind == Kind.MODEL ? "model" : "dataset";
    }

    @Override
    public String toString() {
        return id;
    }
}
