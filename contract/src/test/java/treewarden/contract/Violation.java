package treewarden.contract;

/**
 * Something in an exchange that GitHub's description does not allow.
 *
 * @param endpoint method and path as described: {@code GET /repos/{owner}/{repo}/pulls/{pull_number}}
 * @param rule the validator's name of what is broken
 */
record Violation(String endpoint, int status, String rule, String message) {
    @Override
    public String toString() {
        return endpoint + " " + status + ": " + message + " [" + rule + "]";
    }
}
