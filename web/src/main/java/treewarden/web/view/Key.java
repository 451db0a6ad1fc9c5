package treewarden.web.view;

import java.util.List;

/** A key, and what it does. The script presses what carries the key; here is only what people read of it. */
public record Key(String key, String words) {
    public static final List<Key> ALL = List.of(
            new Key("j", "the next contribution"),
            new Key("k", "the one before"),
            new Key("o", "open it"),
            new Key("a", "approve"),
            new Key("c", "request changes"),
            new Key("x", "reject"),
            new Key("u", "uncertain: ask a maintainer"),
            new Key("h", "hold, or take off hold"),
            new Key("s", "start the sample"),
            new Key("z", "undo, for some seconds"),
            new Key("/", "search"),
            new Key("?", "this list"));
}
