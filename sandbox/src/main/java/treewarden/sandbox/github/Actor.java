package treewarden.sandbox.github;

/** Who makes a request. */
sealed interface Actor {

    /** Nobody in particular: may read what is public. */
    record Anonymous() implements Actor {}

    /** The app itself, by its JSON Web Token. */
    record TheApp() implements Actor {}

    /** The holder of a token: an installation of the app, or a person. */
    record Holder(App.Grant grant) implements Actor {}

    /** A short name for the log. */
    default String name() {
        if (this instanceof Holder holder) {
            return holder.grant().actor().login();
        }
        return this instanceof TheApp ? "app" : "anonymous";
    }
}
