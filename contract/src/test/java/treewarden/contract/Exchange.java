package treewarden.contract;

import okhttp3.HttpUrl;

/** A request and its answer, as they went over the wire. */
record Exchange(String method, HttpUrl url, String requestBody, int status, String contentType, String responseBody) {
    @Override
    public String toString() {
        return method + " " + url.encodedPath() + " -> " + status;
    }
}
