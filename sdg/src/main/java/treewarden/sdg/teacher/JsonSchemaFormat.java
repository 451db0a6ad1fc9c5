package treewarden.sdg.teacher;

/**
 * The form that an answer should have, for servers that can hold a model to it.
 *
 * @param name what the server calls it: letters, digits, {@code _} and {@code -}, at most 64
 * @param schema a JSON schema of an object, as JSON text
 */
public record JsonSchemaFormat(String name, String schema) {
    public JsonSchemaFormat {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("a format's name has letters, digits, _ and -, at most 64");
        }
    }
}
