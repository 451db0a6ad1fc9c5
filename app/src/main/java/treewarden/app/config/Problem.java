package treewarden.app.config;

/**
 * One thing wrong with the configuration.
 *
 * @param where file and line, or the name of an environment variable
 * @param message what is wrong and what to do
 */
public record Problem(String where, String message) {
    @Override
    public String toString() {
        return where + ": " + message;
    }
}
