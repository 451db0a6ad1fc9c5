package treewarden.taxonomy.yaml;

import treewarden.domain.Position;

/** A file that is not read any further: it is no YAML, or it is more than the limits allow. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Refused(Position at, String message, String remedy) {
        super(message, null, false, false);
        this.problem = new Problem(at, message, remedy);
    }

    public Problem problem() {
        return problem;
    }

    /** What is wrong, where, and how to mend it. */
    public record Problem(Position at, String message, String remedy) {}
}
