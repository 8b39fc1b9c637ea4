// The context switch, AAPCS64. The layout of what it saves is SavedContext in context.h.
// fpcr is not saved: nobody here changes it.

        .text

        .globl  tutti_switch_context
        .hidden tutti_switch_context
        .type   tutti_switch_context, %function
        .p2align 6
tutti_switch_context:           // x0: void** save, x1: void* load
        .cfi_startproc
        sub     sp, sp, #160
        .cfi_adjust_cfa_offset 160
        stp     x19, x20, [sp, #0]
        stp     x21, x22, [sp, #16]
        stp     x23, x24, [sp, #32]
        stp     x25, x26, [sp, #48]
        stp     x27, x28, [sp, #64]
        stp     x29, x30, [sp, #80]
        stp     d8, d9, [sp, #96]
        stp     d10, d11, [sp, #112]
        stp     d12, d13, [sp, #128]
        stp     d14, d15, [sp, #144]
        mov     x9, sp
        str     x9, [x0]
        mov     sp, x1
        ldp     x19, x20, [sp, #0]
        ldp     x21, x22, [sp, #16]
        ldp     x23, x24, [sp, #32]
        ldp     x25, x26, [sp, #48]
        ldp     x27, x28, [sp, #64]
        ldp     x29, x30, [sp, #80]
        ldp     d8, d9, [sp, #96]
        ldp     d10, d11, [sp, #112]
        ldp     d12, d13, [sp, #128]
        ldp     d14, d15, [sp, #144]
        add     sp, sp, #160
        .cfi_adjust_cfa_offset -160
        br      x30             // not ret: its predictor expects the caller of this context, and would be wrong
        .cfi_endproc
        .size   tutti_switch_context, . - tutti_switch_context

        .globl  tutti_begin_context
        .hidden tutti_begin_context
        .type   tutti_begin_context, %function
tutti_begin_context:            // x19: argument, x20: entry; sp is 16-byte aligned
        .cfi_startproc
        .cfi_undefined x30      // unwinding ends here
        mov     x0, x19
        mov     x29, #0
        blr     x20
        brk     #1
        .cfi_endproc
        .size   tutti_begin_context, . - tutti_begin_context

        .section .note.GNU-stack, "", %progbits
