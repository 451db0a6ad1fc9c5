package treewarden.sandbox.hub;

import java.util.regex.Pattern;

/**
 * What a repository is called.
 *
 * @param type {@code models} or {@code datasets}
 * @param id {@code owner/name}
 */
record RepositoryName(String type, String id) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*");

    RepositoryName {
        if (!type.equals("models") && !type.equals("datasets")) {
            throw HubError.of(404, "Not found");
        }
        if (!ID.matcher(id).matches() || id.length() > 96) {
            throw HubError.of(400, "Invalid repository name");
        }
    }

    /** Where it is in addresses outside the API. */
    String path() {
        return type.equals("datasets") ? "datasets/" + id : id;
    }
}
