package treewarden.app.command;

/** Whoever can run a command here can do anything; their account on the machine says who it was. */
final class Operator {
    private Operator() {}

    static String name() {
        return "operator " + System.getProperty("user.name", "unknown");
    }
}
