package treewarden.taxonomy;

/** Which schema version a file is held to. */
public enum SchemaChoice {
    /** The one that it declares; version 1 where it declares none. */
    DECLARED,
    /** The newest. */
    LATEST
}
