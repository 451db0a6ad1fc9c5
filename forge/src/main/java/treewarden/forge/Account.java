package treewarden.forge;

import treewarden.domain.Person;

/** An account of the code host, as it is now. */
public record Account(Person person, Kind kind) {
    /** What kind of account it is. */
    public enum Kind {
        /** Somebody who can ask for things. */
        PERSON,
        /** Somebody whom the code host has shut out. */
        SUSPENDED,
        /** A bot, or another App. */
        PROGRAM,
        ORGANIZATION
    }

    public boolean isPerson() {
        return kind == Kind.PERSON;
    }
}
