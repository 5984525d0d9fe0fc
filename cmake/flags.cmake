# The flags that every target of ours is compiled with.
#
# -ffp-contract=off: a fused multiply-add would make a native build round
# differently from wasm. The runtime decides with integers only; this guards
# the training tools and whatever slips through.
function(standfirst_flags target)
  target_compile_options(
    ${target}
    PRIVATE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Werror
            -ffp-contract=off
            # clang counts this under -Wconversion, g++ does not: one rule for both.
            $<$<CXX_COMPILER_ID:Clang>:-Wno-sign-conversion>)
  if(STANDFIRST_SANITIZE)
    standfirst_sanitize(${target})
  endif()
endfunction()

# vptr needs type information, which the library is compiled without.
function(standfirst_sanitize target)
  target_compile_options(
    ${target} PRIVATE -fsanitize=address,undefined -fno-sanitize=vptr
                      -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(${target} PRIVATE -fsanitize=address,undefined
                      -fno-sanitize=vptr)
endfunction()
