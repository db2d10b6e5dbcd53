/** Text that goes into HTML or XML which no template makes; a foundation for what writes such by itself. */
package io.heartbeat.web.markup;
