package treewarden.sandbox.github;

import java.util.Optional;

/** A label of a repository; names differ regardless of case. The colour is six hexadecimal digits. */
public record Label(long id, String name, String color, Optional<String> description) {}
