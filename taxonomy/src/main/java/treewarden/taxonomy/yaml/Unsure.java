package treewarden.taxonomy.yaml;

/** Thrown where the quick reader meets anything that it does not know for certain; the parser then reads the file. */
final class Unsure extends Exception {
    private static final long serialVersionUID = 1;

    static final Unsure HERE = new Unsure();

    private Unsure() {
        super("not for the quick reader", null, false, false);
    }
}
