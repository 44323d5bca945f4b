package dev.relay.contract;

import java.net.http.HttpResponse;
import java.util.List;

/** What the three HTTP doors have in common in their answers. */
final class Answers {

    private Answers() {}

    /** Returns whether the answer is {@code yes}; anything but {@code yes} and {@code no} fails the test. */
    static boolean is(HttpResponse<String> answer, int yes, int no) {
        if (answer.statusCode() != yes && answer.statusCode() != no) {
            throw unexpected(answer);
        }
        return answer.statusCode() == yes;
    }

    static void require(HttpResponse<String> answer, int status) {
        is(answer, status, status);
    }

    static List<SeenJob> claimed(HttpResponse<String> answer) {
        return is(answer, 200, 204) ? Wire.jobs(answer.body()) : List.of();
    }

    private static AssertionError unexpected(HttpResponse<String> answer) {
        return new AssertionError(answer.request().method() + " " + answer.request().uri() + ": "
                + answer.statusCode() + " " + answer.body());
    }
}
