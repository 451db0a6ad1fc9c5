package treewarden.domain;

/**
 * The model of a release, where it is served.
 *
 * @param release its name, such as {@code release-20261122}
 * @param url base of an OpenAI-compatible API: {@code http://host/v1}
 * @param model its name there
 */
public record ReleasedModel(String release, String url, String model) {}
