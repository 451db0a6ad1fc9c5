package treewarden.web.api;

import io.javalin.http.HandlerType;
import java.util.List;

/**
 * Something that the API does: the route and its description are made from it.
 *
 * @param path as Javalin and OpenAPI both write it
 * @param name unique, for the programs that others generate from the description
 * @param says one sentence
 * @param access who may
 * @param parameters of the address
 * @param answer the record that it answers with
 */
record Operation(
        HandlerType method,
        String path,
        String name,
        String says,
        Access access,
        List<Parameter> parameters,
        Class<?> answer,
        Answering answering) {
    Operation {
        parameters = List.copyOf(parameters);
    }

    /** Who may. */
    enum Access {
        /** Whoever may read the pages; a token is asked for the scope read where they are for members. */
        READERS("Whoever may read the pages, and where those are for members, tokens with the scope `read`."),
        /** Maintainers who are signed in, and holders of a token with the scope read. */
        MAINTAINERS("Maintainers who are signed in, and tokens with the scope `read`."),
        /** Holders of a token with the scope operate. */
        OPERATORS("Tokens with the scope `operate`.");

        private final String words;

        Access(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Where a parameter stands. */
    enum Place {
        PATH,
        QUERY
    }

    /**
     * A parameter.
     *
     * @param type of JSON Schema
     * @param example that a reader can try
     */
    record Parameter(String name, Place in, String type, String says, String example) {
        static Parameter path(String name, String type, String says, String example) {
            return new Parameter(name, Place.PATH, type, says, example);
        }

        static Parameter query(String name, String says, String example) {
            return new Parameter(name, Place.QUERY, "string", says, example);
        }
    }

    /** Makes the answer. */
    interface Answering {
        Object answer(ApiRequest request);
    }
}
