package treewarden.domain;

/** How a check run on the code host ends. */
public enum CheckConclusion {
    SUCCESS,
    FAILURE,
    NEUTRAL
}
