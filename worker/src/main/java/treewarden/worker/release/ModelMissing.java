package treewarden.worker.release;

/**
 * The model that a candidate is compared with is not where it was trained, or not whole. No retry brings it back: the
 * message says how somebody does.
 */
public final class ModelMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ModelMissing(String message) {
        super(message);
    }
}
